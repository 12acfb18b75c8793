package query

import "reflect"

// assign sets a variable to a value of the database, and tells whether it fits.
func assign(into reflect.Value, v any) bool {
	if v == nil {
		into.SetZero()
		return true
	}
	from := reflect.ValueOf(v)
	switch {
	case from.Type().AssignableTo(into.Type()):
		into.Set(from)
	case into.Kind() == reflect.Pointer:
		into.Set(reflect.New(into.Type().Elem()))
		return assign(into.Elem(), v)
	case into.Kind() == reflect.Slice && from.Kind() == reflect.Slice:
		return assignList(into, from)
	case sameFamily(into.Kind(), from.Kind()):
		into.Set(from.Convert(into.Type()))
	default:
		return false
	}
	return true
}

func assignList(into, from reflect.Value) bool {
	into.Set(reflect.MakeSlice(into.Type(), from.Len(), from.Len()))
	for i := range from.Len() {
		if !assign(into.Index(i), from.Index(i).Interface()) {
			return false
		}
	}
	return true
}

// sameFamily tells whether a conversion between the kinds only renames the type: a number is
// never taken for a text, nor a fraction for a whole number.
func sameFamily(a, b reflect.Kind) bool {
	whole := func(k reflect.Kind) bool { return k == reflect.Int || k == reflect.Int64 }
	return a == b || whole(a) && whole(b)
}

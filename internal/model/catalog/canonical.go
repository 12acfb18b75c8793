package catalog

// Text tells that the values are texts that follow no standard, so that one text may come in
// several writings. Values of a standard are stored in one, as are those that the service keeps.
func (f *Field) Text() bool { return f.Kind == String && f.Format == "" && !f.System }

// Keyed tells that what looks for values looks at the canonical ones of all elements, which an
// index serves; of other texts a canonical one is kept only where it differs.
func (f *Field) Keyed() bool { return f.Text() && !f.List && (f.Index || f.Unique || f.Pinyin) }

// CanonicalProperty is the property beside a text that holds the canonical one.
func (f *Field) CanonicalProperty() string { return f.Name + "_canonical" }

// KeyProperty is the property that values are looked for in, by writes, keys and indexes.
func (f *Field) KeyProperty() string {
	if f.Keyed() {
		return f.CanonicalProperty()
	}
	return f.Name
}

// DerivedProperties are the properties that are kept beside the value and follow it.
func (f *Field) DerivedProperties() []string {
	var names []string
	if name := f.SortProperty(); name != f.Name {
		names = append(names, name)
	}
	if f.Text() {
		names = append(names, f.CanonicalProperty())
	}
	return names
}

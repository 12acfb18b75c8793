package main

import (
	"encoding/json"
	"reflect"
	"strconv"
	"time"
)

// fits returns a value of the configuration as kong reads it, unless it has another type than
// the flag: kong itself would round 1.5 rows, and take 10 for ten nanoseconds.
func fits(value any, target reflect.Value) (read any, ok bool) {
	switch value := value.(type) {
	case bool:
		return value, target.Kind() == reflect.Bool
	case json.Number:
		return string(value), isNumber(target) && parses(string(value), target)
	case string:
		if isDuration(target) {
			_, err := time.ParseDuration(value)
			return value, err == nil
		}
		if target.Kind() == reflect.Slice {
			return []any{value}, true
		}
		return value, target.Kind() != reflect.Bool && !isNumber(target)
	case []any:
		return value, target.Kind() == reflect.Slice && onlyTexts(value)
	}
	return nil, false
}

func isDuration(target reflect.Value) bool { return target.Type() == reflect.TypeFor[time.Duration]() }

func isNumber(target reflect.Value) bool {
	return target.Kind() >= reflect.Int && target.Kind() <= reflect.Uint64 && !isDuration(target)
}

func parses(number string, target reflect.Value) bool {
	_, err := strconv.ParseInt(number, 10, target.Type().Bits())
	return err == nil
}

func onlyTexts(list []any) bool {
	for _, v := range list {
		if _, is := v.(string); !is {
			return false
		}
	}
	return true
}

// wanted says what a flag takes.
func wanted(target reflect.Value) string {
	switch {
	case isDuration(target):
		return `a length of time such as "10s"`
	case target.Kind() == reflect.Bool:
		return "true or false"
	case target.Kind() == reflect.Slice:
		return "a list of texts"
	case isNumber(target):
		return "a whole number"
	default:
		return "a text"
	}
}

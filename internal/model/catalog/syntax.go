package catalog

import (
	"regexp"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
)

var kinds = map[string]Kind{
	"String": String, "ID": ID, "Int": Int, "Float": Float, "Boolean": Boolean,
	"Date": Date, "DateTime": DateTime, "Yuan": Yuan,
}

var (
	prefixPattern = regexp.MustCompile(`^[a-z]{2,4}$`)
	typePattern   = regexp.MustCompile(`^[A-Z][A-Z0-9_]*$`)
)

func validPrefix(s string) bool           { return prefixPattern.MatchString(s) }
func validRelationshipType(s string) bool { return typePattern.MatchString(s) }

func stringArg(d *ast.Directive, name string) string {
	if a := d.Arguments.ForName(name); a != nil && a.Value.Kind != ast.NullValue {
		return a.Value.Raw
	}
	return ""
}

func boolArg(d *ast.Directive, name string) bool { return stringArg(d, name) == "true" }

func stringList(a *ast.Argument) []string {
	if a == nil {
		return nil
	}
	var list []string
	for _, c := range a.Value.Children {
		list = append(list, c.Value.Raw)
	}
	return list
}

func lowerFirst(s string) string { return strings.ToLower(s[:1]) + s[1:] }

package catalog

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/vektah/gqlparser/v2/ast"
	"golang.org/x/text/unicode/norm"
)

// EnumValue is a value of an enumeration with what people call it.
type EnumValue struct {
	Name string
	// Term is its Chinese term, or the name; Synonyms are what else lists call it.
	Term     string
	Synonyms []string
}

const synonymsDirective = "synonyms"

// synonyms are the further terms that a declaration gives.
func synonyms(directives ast.DirectiveList) []string {
	if d := directives.ForName(synonymsDirective); d != nil {
		return stringList(d.Arguments.ForName("terms"))
	}
	return nil
}

// Term is the Chinese term in a description such as "Registered full name. 全称", else the name.
func Term(description, name string) string {
	for part := range strings.SplitSeq(description, ". ") {
		part = strings.TrimSpace(part)
		if at := strings.IndexFunc(part, isHan); at == 0 {
			found, _, _ := strings.Cut(part, ",")
			return strings.TrimRight(found, ".。")
		}
	}
	return name
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

var chineseWords = regexp.MustCompile(`\p{Han}{2,}`)

// Terms are all Chinese words of a description.
func Terms(description string) []string { return chineseWords.FindAllString(description, -1) }

// valueTerm is the term of a value of an enumeration, which may begin with a letter: A 轮.
func valueTerm(def *ast.EnumValueDefinition) string {
	term := Term(def.Description, def.Name)
	if term == def.Name && strings.IndexFunc(def.Description, isHan) > 0 && !strings.Contains(def.Description, ". ") {
		return def.Description
	}
	return term
}

// words are what a value is written as: its name, its term whole and in parts, its synonyms.
func (v EnumValue) words() []string {
	return slices.Concat([]string{v.Name, v.Term}, v.Synonyms, strings.Split(v.Term, "、"))
}

// terms notes what the values of an enumeration are called; two may not share a word.
func (l *loader) terms(def *ast.Definition) error {
	named, values := map[string]string{}, make([]EnumValue, len(def.EnumValues))
	for i, v := range def.EnumValues {
		values[i] = EnumValue{Name: v.Name, Term: valueTerm(v), Synonyms: synonyms(v.Directives)}
		for _, word := range values[i].words() {
			if other := named[plainWord(word)]; other != "" && other != v.Name {
				return fmt.Errorf("%s: %s and %s are both called %q", def.Name, other, v.Name, word)
			}
			named[plainWord(word)] = v.Name
		}
	}
	l.cat.values[def.Name], l.cat.named[def.Name] = values, named
	return nil
}

// plainWord brings the writings of a word together: A轮, ａ 轮.
func plainWord(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(s)), ""))
}

// EnumValues are the values of an enumeration that fields use, as declared.
func (c *Catalog) EnumValues(enum string) []EnumValue { return c.values[enum] }

// EnumNamed is the value of an enumeration that a text means: its name, its term or a synonym.
func (c *Catalog) EnumNamed(enum, text string) (value string, known bool) {
	value, known = c.named[enum][plainWord(text)]
	return value, known
}

// EnumTerm is the Chinese term of a value of an enumeration, or the value where it has none.
func (c *Catalog) EnumTerm(enum, value string) string {
	for _, v := range c.values[enum] {
		if v.Name == value {
			return v.Term
		}
	}
	return value
}

package catalog

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/parser"
)

// Load reads the *.graphqls files at the top of files. Errors name the type and field at
// fault and say what is expected.
func Load(files fs.FS) (*Catalog, error) {
	doc, err := Parse(files)
	if err != nil {
		return nil, err
	}
	return From(doc)
}

// Parse parses the *.graphqls files at the top of files into one document.
func Parse(files fs.FS) (*ast.SchemaDocument, error) {
	names, err := fs.Glob(files, "*.graphqls")
	if err != nil {
		return nil, err
	}
	doc := &ast.SchemaDocument{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		part, err := parser.ParseSchema(&ast.Source{Name: name, Input: string(text)})
		if err != nil {
			return nil, err
		}
		doc.Merge(part)
	}
	return doc, nil
}

// From builds the catalog of a parsed document.
func From(doc *ast.SchemaDocument) (*Catalog, error) {
	l := &loader{doc: doc, cat: &Catalog{
		Properties: map[string]*Properties{},
		Enums:      map[string][]string{},
		Ranges:     map[Kind]*Range{},
		byName:     map[string]*Entity{},
		byPrefix:   map[string]*Entity{},
		values:     map[string][]EnumValue{},
		named:      map[string]map[string]string{},
	}}
	for _, step := range []func() error{l.ranges, l.properties, l.entities, l.fields, l.keys, l.personalKeys, l.edges, l.trees, l.groups} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return l.cat, nil
}

type loader struct {
	doc *ast.SchemaDocument
	cat *Catalog
}

func (l *loader) properties() error {
	for _, def := range l.doc.Definitions {
		d := def.Directives.ForName("relationshipProperties")
		if d == nil {
			continue
		}
		p := &Properties{Name: def.Name}
		for _, fd := range def.Fields {
			f, err := l.field(def, fd)
			if err != nil {
				return err
			}
			f.OfEdge = true
			if f.Sensitive || f.Withholds {
				return fmt.Errorf("%s.%s: only fields of entities can be @sensitive or @withholds", def.Name, f.Name)
			}
			if reservedEdgeField(f.Name) {
				return fmt.Errorf("%s.%s: the name is taken; every edge has it already", def.Name, f.Name)
			}
			p.Fields = append(p.Fields, f)
		}
		for _, name := range stringList(d.Arguments.ForName("key")) {
			f := FieldNamed(p.Fields, name)
			if f == nil {
				return fmt.Errorf("%s: key names %q, which is not a field of it", def.Name, name)
			}
			p.Key = append(p.Key, f)
		}
		var err error
		if p.Intervals, err = intervals(def, p.Fields); err != nil {
			return err
		}
		l.cat.Properties[p.Name] = p
	}
	return nil
}

func reservedEdgeField(name string) bool {
	return reservedProperty(name) || slices.Contains([]string{"id", "relationship", "cursor", "node", "sources", "from", "to"}, name)
}

func (l *loader) entities() error {
	for _, def := range l.doc.Definitions {
		d := def.Directives.ForName("node")
		if d == nil {
			continue
		}
		e := &Entity{Name: def.Name, Prefix: stringArg(d, "prefix"), Description: def.Description}
		e.Singular = lowerFirst(def.Name)
		e.Plural = cmp.Or(stringArg(d, "plural"), e.Singular+"s")
		if e.Plural == e.Singular {
			return fmt.Errorf("%s: @node(plural:) must differ from %q", e.Name, e.Singular)
		}
		if reservedLabel(e.Name) {
			return fmt.Errorf("%s: the name is taken by the service; choose another", e.Name)
		}
		if other := l.cat.byPrefix[e.Prefix]; other != nil || !validPrefix(e.Prefix) || reservedPrefix(e.Prefix) {
			return fmt.Errorf("%s: @node(prefix: %q) must be two to four lower-case letters that no other type uses", e.Name, e.Prefix)
		}
		l.cat.byName[e.Name], l.cat.byPrefix[e.Prefix] = e, e
		l.cat.Entities = append(l.cat.Entities, e)
	}
	slices.SortFunc(l.cat.Entities, func(a, b *Entity) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

func (l *loader) fields() error {
	common := l.doc.Definitions.ForName("Entity")
	if common == nil {
		return fmt.Errorf("the schema lacks the interface Entity")
	}
	for _, e := range l.cat.Entities {
		def := l.doc.Definitions.ForName(e.Name)
		if err := l.commonFields(e, common, def); err != nil {
			return err
		}
		for _, fd := range def.Fields {
			if common.Fields.ForName(fd.Name) != nil {
				continue
			}
			if err := l.member(e, def, fd); err != nil {
				return err
			}
		}
		var err error
		if e.Intervals, err = intervals(def, e.Fields); err != nil {
			return err
		}
	}
	return nil
}

// commonFields adds the fields of the interface Entity. A type may declare such a field
// again, to put a directive on it.
func (l *loader) commonFields(e *Entity, common, def *ast.Definition) error {
	for _, fd := range common.Fields {
		if fd.Name == "sources" {
			continue
		}
		declared := def.Fields.ForName(fd.Name)
		merged := *fd
		if declared != nil {
			merged.Directives = append(slices.Clone(fd.Directives), declared.Directives...)
			merged.Description = cmp.Or(declared.Description, fd.Description)
		}
		f, err := l.field(def, &merged)
		if err != nil {
			return err
		}
		f.System = f.Name == "id" || f.Name == "version" || f.Name == "recordedAt"
		f.Unique = f.Unique || f.Name == "id"
		e.Fields = append(e.Fields, f)
	}
	return nil
}

func (l *loader) member(e *Entity, def *ast.Definition, fd *ast.FieldDefinition) error {
	target := l.cat.byName[fd.Type.Name()]
	rel := fd.Directives.ForName("relationship")
	switch {
	case target == nil && rel == nil:
		f, err := l.field(def, fd)
		if err != nil {
			return err
		}
		if reservedProperty(f.Name) {
			return fmt.Errorf("%s.%s: the name is taken by the service", e.Name, f.Name)
		}
		e.Fields = append(e.Fields, f)
		return nil
	case target == nil:
		return fmt.Errorf("%s.%s: @relationship needs a type with @node, %s has none", e.Name, fd.Name, fd.Type.Name())
	case rel == nil:
		return fmt.Errorf("%s.%s: a field of type %s needs @relationship(type:, direction:)", e.Name, fd.Name, target.Name)
	}
	return l.relation(e, target, fd, rel)
}

func (l *loader) relation(e, target *Entity, fd *ast.FieldDefinition, d *ast.Directive) error {
	r := &Relation{
		Name: fd.Name, Description: fd.Description, Owner: e, Target: target,
		Type: stringArg(d, "type"), Out: stringArg(d, "direction") == "OUT", Many: fd.Type.Elem != nil,
		Loops: boolArg(d, "loops"), Tree: boolArg(d, "tree"), Synonyms: synonyms(fd.Directives),
	}
	if !validRelationshipType(r.Type) {
		return fmt.Errorf("%s.%s: relationship type %q must be upper-case letters, digits and underscores", e.Name, fd.Name, r.Type)
	}
	if r.Type == AsideType {
		return fmt.Errorf("%s.%s: the relationship type %s is taken by the service; choose another", e.Name, fd.Name, r.Type)
	}
	if !r.Many && fd.Type.NonNull {
		return fmt.Errorf("%s.%s: a to-one relationship must be nullable, the far end may be missing or hidden", e.Name, fd.Name)
	}
	if name := stringArg(d, "properties"); name != "" {
		r.Properties = l.cat.Properties[name]
		if r.Properties == nil {
			return fmt.Errorf("%s.%s: no type %s with @relationshipProperties", e.Name, fd.Name, name)
		}
	}
	var err error
	if r.Match, err = match(e.Name, fd); err != nil {
		return err
	}
	e.Relations = append(e.Relations, r)
	return nil
}

func (l *loader) field(def *ast.Definition, fd *ast.FieldDefinition) (*Field, error) {
	f := &Field{
		Name: fd.Name, Description: fd.Description, Synonyms: synonyms(fd.Directives),
		NonNull: fd.Type.NonNull, List: fd.Type.Elem != nil,
		Index: fd.Directives.ForName("index") != nil, Unique: fd.Directives.ForName("unique") != nil,
		Search: fd.Directives.ForName("search") != nil, Pinyin: fd.Directives.ForName("pinyin") != nil,
		Sensitive: fd.Directives.ForName("sensitive") != nil, Withholds: fd.Directives.ForName("withholds") != nil,
	}
	if d := fd.Directives.ForName("search"); d != nil {
		f.Prose = stringArg(d, "as") == "TEXT"
	}
	if d := fd.Directives.ForName("format"); d != nil {
		f.Format = stringArg(d, "as")
	}
	var err error
	if f.Match, err = match(def.Name, fd); err != nil {
		return nil, err
	}
	kind, ok := kinds[fd.Type.Name()]
	if enum := l.doc.Definitions.ForName(fd.Type.Name()); !ok && enum != nil && enum.Kind == ast.Enum {
		kind, ok, f.Enum = Enum, true, enum.Name
		if f.Values, err = l.enum(enum); err != nil {
			return nil, err
		}
	}
	if !ok {
		return nil, fmt.Errorf("%s.%s: type %s is neither a scalar, an enumeration nor a type with @node", def.Name, fd.Name, fd.Type.Name())
	}
	f.Kind = kind
	if f.Range, err = l.bounds(def, fd, kind); err != nil {
		return nil, err
	}
	if f.List && kind != String && kind != Enum {
		return nil, fmt.Errorf("%s.%s: lists are of String or of an enumeration", def.Name, fd.Name)
	}
	if fd.Directives.ForName("forward") != nil {
		if kind != Enum || f.List {
			return nil, fmt.Errorf("%s.%s: @forward is for a single value of an enumeration", def.Name, fd.Name)
		}
		f.Steps = f.Values
	}
	if f.List && (f.Index || f.Unique) {
		return nil, fmt.Errorf("%s.%s: a list can be neither @index nor @unique", def.Name, fd.Name)
	}
	return f, f.personal(def)
}

// enum returns the values of an enumeration, and notes that a field uses it.
func (l *loader) enum(def *ast.Definition) ([]string, error) {
	if values, done := l.cat.Enums[def.Name]; done {
		return values, nil
	}
	values := make([]string, len(def.EnumValues))
	for i, v := range def.EnumValues {
		values[i] = v.Name
	}
	l.cat.Enums[def.Name] = values
	return values, l.terms(def)
}

func (l *loader) keys() error {
	for _, e := range l.cat.Entities {
		d := l.doc.Definitions.ForName(e.Name).Directives.ForName("node")
		arg := d.Arguments.ForName("key")
		if arg == nil {
			continue
		}
		for _, group := range arg.Value.Children {
			var key []*Field
			for _, item := range group.Value.Children {
				f := e.Field(item.Value.Raw)
				if f == nil {
					return fmt.Errorf("%s: @node(key:) names %q, which is not a field of it", e.Name, item.Value.Raw)
				}
				key = append(key, f)
			}
			if len(key) == 1 && !key[0].Unique {
				return fmt.Errorf("%s: the key %q needs @unique", e.Name, key[0].Name)
			}
			e.Keys = append(e.Keys, key)
		}
	}
	return nil
}

func (l *loader) groups() error {
	for _, e := range l.cat.Entities {
		for _, d := range l.doc.Definitions.ForName(e.Name).Directives.ForNames("groupKey") {
			g := Group{Name: stringArg(d, "name")}
			at := e
			for step := range strings.SplitSeq(stringArg(d, "path"), ".") {
				r := at.Relation(step)
				if r == nil {
					return fmt.Errorf("%s: @groupKey(name: %q) path: %s has no relationship %q", e.Name, g.Name, at.Name, step)
				}
				g.Path = append(g.Path, r)
				at = r.Target
			}
			e.Groups = append(e.Groups, g)
		}
	}
	return nil
}

package ingest

import (
	"context"
	"path"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
)

// ExportOptions say what an export holds; the zero value leaves out what is withheld.
type ExportOptions struct {
	// Withheld takes in what is withheld, with its history: the export is then all of the graph.
	Withheld bool
}

// Export writes the whole graph to a new directory, in the form that Import reads: a file for
// each entity, relationship type and label of the service's records that has any, and a
// manifest last. Lines are in the order of the ids, so that equal graphs give equal bytes.
//
// Neo4j has no snapshots, so what is written meanwhile may show: see Manifest. In any case
// nothing that was made after the start is there, and so no change without what it is
// about, and no relationship without its ends. CONFLICT tells that something was merged,
// withheld or erased meanwhile, which would stand there twice or not at all.
func Export(ctx context.Context, db *neo.DB, cat *catalog.Catalog, dir string, opts ExportOptions) (Manifest, error) {
	out, err := newDirectory(dir)
	if err != nil {
		return Manifest{}, err
	}
	defer out.discard()
	x := exporter{db: db, cat: cat, out: out, opts: opts}
	if err := x.all(ctx); err != nil {
		return x.manifest, err
	}
	return x.manifest, out.finish()
}

// exporter is one export under way.
type exporter struct {
	db       *neo.DB
	cat      *catalog.Catalog
	out      *directory
	opts     ExportOptions
	manifest Manifest
	hidden   hidden
}

func (x *exporter) all(ctx context.Context) error {
	start, err := readFeed(ctx, x.db)
	if err != nil {
		return err
	}
	aside, err := readAside(ctx, x.db)
	if err != nil {
		return err
	}
	if !x.opts.Withheld {
		if x.hidden, err = aside.hidden().withMerges(ctx, x.db); err != nil {
			return err
		}
	}
	x.manifest = newManifest(start.position)
	for _, part := range x.parts(start) {
		f, err := x.out.write(part.name, x.pages(ctx, part))
		if err != nil {
			return err
		}
		if f.Lines > 0 {
			x.manifest.Files = append(x.manifest.Files, f)
		}
	}
	end, err := readFeed(ctx, x.db)
	if err != nil {
		return err
	}
	x.manifest.To = end.position
	if err := aside.unchanged(ctx, x.db); err != nil {
		return err
	}
	_, err = x.out.write(manifestName, x.manifest.lines())
	return err
}

// part is one file to write.
type part struct {
	name string
	// text reads a page of rows, in the order of the keys that they begin with.
	text string
	// keys is how many; 0 means one, the id.
	keys int
	line func(row []any) ([]byte, error)
	// most bounds the rows of a page; 0 means mostRows.
	most int
	// record holds the one line of a part that needs no reading.
	record map[string]any
}

func (x *exporter) parts(start feedState) []part {
	var parts []part
	for _, e := range x.cat.Entities {
		parts = append(parts, nodePart(e))
	}
	for _, typ := range typeNames(x.cat) {
		parts = append(parts, edgePart(x.cat, typ))
	}
	for _, r := range catalog.ServiceRecords() {
		p := recordPart(r, x.hidden)
		if r.Label == catalog.FeedLabel {
			p.record = start.record
		}
		parts = append(parts, p)
	}
	for _, typ := range catalog.ServiceLinks() {
		parts = append(parts, linkPart(typ))
	}
	return parts
}

func nodePart(e *catalog.Entity) part {
	return part{
		name: path.Join(nodesDir, e.Name+extension),
		text: "MATCH (n:`" + e.Name + "`) WHERE n.id > $after[0] AND " + made("n") +
			" RETURN n.id, properties(n), " + statementsOf("n") + " ORDER BY n.id LIMIT $limit",
		line: func(row []any) ([]byte, error) {
			properties, _ := row[1].(map[string]any)
			return nodeLine(e, properties, row[2])
		},
	}
}

func edgePart(cat *catalog.Catalog, typ string) part {
	return part{
		name: path.Join(relationshipsDir, typ+extension),
		text: "MATCH (a)-[r:`" + typ + "`]->(b) USING INDEX r:`" + typ + "`(id) WHERE r.id > $after[0] AND " + made("r") +
			" RETURN r.id, a.id, b.id, properties(r), " + statementsOf("r") + " ORDER BY r.id LIMIT $limit",
		line: func(row []any) ([]byte, error) {
			properties, _ := row[3].(map[string]any)
			return edgeLine(propertiesOf(cat, typ, row[1], row[2]), row[1], row[2], properties, row[4])
		},
	}
}

// made tells that a thing was there when the export began.
func made(variable string) string {
	return "NOT EXISTS { MATCH (c:" + catalog.ChangeLabel + " {id: " + variable + "." + catalog.CreatedIn + "}) WHERE c.position IS NULL OR c.position > $upto }"
}

// statementsOf lists what sources say of a thing, where they disagree.
func statementsOf(variable string) string {
	return "CASE WHEN " + variable + "." + catalog.Contested + " IS NULL THEN [] ELSE " +
		"COLLECT { MATCH (s:" + catalog.StatementLabel + " {of: " + variable + ".id}) RETURN properties(s) ORDER BY s.field, s.value } END"
}

// propertiesOf returns what the relationship of this type between these two declares.
func propertiesOf(cat *catalog.Catalog, typ string, from, to any) *catalog.Properties {
	fromID, _ := from.(string)
	toID, _ := to.(string)
	for _, e := range cat.Edges {
		if e.Type == typ && e.From == cat.EntityOfID(fromID) && e.To == cat.EntityOfID(toID) {
			return e.Properties
		}
	}
	return nil
}

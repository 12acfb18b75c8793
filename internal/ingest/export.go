package ingest

import (
	"bufio"
	"context"
	"os"
	"path/filepath"

	"github.com/clustergraph/clustergraph/internal/catalog"
	"github.com/clustergraph/clustergraph/internal/fault"
	"github.com/clustergraph/clustergraph/internal/neo"
)

// exportPage is the number of rows a statement reads.
const exportPage = 1_000

// Export writes the whole graph to dir, in the form that Import reads: a file for each
// entity and relationship type that has any, lines in the order of the ids, so that equal
// graphs give equal bytes. It returns the number of lines by file. A graph that changes
// meanwhile gives each page as it was when it was read.
func Export(ctx context.Context, db *neo.DB, cat *catalog.Catalog, dir string) (map[string]int, error) {
	for _, sub := range []string{nodesDir, relationshipsDir} {
		if err := makeEmpty(filepath.Join(dir, sub)); err != nil {
			return nil, err
		}
	}
	counts := map[string]int{}
	for _, e := range cat.Entities {
		name := filepath.Join(nodesDir, e.Name+extension)
		if err := exportFile(dir, name, counts, nodePages(ctx, db, e)); err != nil {
			return counts, err
		}
	}
	for _, typ := range typeNames(cat) {
		name := filepath.Join(relationshipsDir, typ+extension)
		if err := exportFile(dir, name, counts, edgePages(ctx, db, cat, typ)); err != nil {
			return counts, err
		}
	}
	return counts, nil
}

// makeEmpty makes a directory; files of an older export must not mix with this one's.
func makeEmpty(dir string) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot make the directory %s", dir)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot read the directory %s", dir)
	}
	if len(entries) > 0 {
		return fault.New(fault.BadUserInput, "%s is not empty; export to a new directory", dir)
	}
	return nil
}

// page reads the lines after an id and returns them with the last id; no lines end it.
type page func(after string) (lines [][]byte, last string, err error)

// exportFile writes a file under another name first: a file that is there is whole.
func exportFile(dir, name string, counts map[string]int, next page) error {
	lines, last, err := next("")
	if err != nil || len(lines) == 0 {
		return err
	}
	path := filepath.Join(dir, name)
	out, err := os.Create(path + ".part")
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write %s", path)
	}
	defer out.Close()
	w := bufio.NewWriterSize(out, 1<<16)
	for len(lines) > 0 {
		for _, line := range lines {
			if _, err := w.Write(line); err != nil {
				return fault.Wrap(fault.BadUserInput, err, "cannot write %s", path)
			}
		}
		counts[name] += len(lines)
		if lines, last, err = next(last); err != nil {
			return err
		}
	}
	return finish(w, out, path)
}

func finish(w *bufio.Writer, out *os.File, path string) error {
	for _, step := range []func() error{w.Flush, out.Close, func() error { return os.Rename(path+".part", path) }} {
		if err := step(); err != nil {
			return fault.Wrap(fault.BadUserInput, err, "cannot write %s", path)
		}
	}
	return nil
}

func nodePages(ctx context.Context, db *neo.DB, e *catalog.Entity) page {
	text := "MATCH (n:`" + e.Name + "`) WHERE n.id > $after RETURN n.id, properties(n), " + statementsOf("n") + " ORDER BY n.id LIMIT $limit"
	return pages(ctx, db, text, func(row []any) ([]byte, error) {
		properties, _ := row[1].(map[string]any)
		return nodeLine(e, properties, row[2])
	})
}

func edgePages(ctx context.Context, db *neo.DB, cat *catalog.Catalog, typ string) page {
	text := "MATCH (a)-[r:`" + typ + "`]->(b) USING INDEX r:`" + typ + "`(id) WHERE r.id > $after " +
		"RETURN r.id, a.id, b.id, properties(r), " + statementsOf("r") + " ORDER BY r.id LIMIT $limit"
	return pages(ctx, db, text, func(row []any) ([]byte, error) {
		properties, _ := row[3].(map[string]any)
		return edgeLine(propertiesOf(cat, typ, row[1], row[2]), row[1], row[2], properties, row[4])
	})
}

// statementsOf lists what sources say of a thing, where they disagree.
func statementsOf(variable string) string {
	return "CASE WHEN " + variable + "." + catalog.Contested + " IS NULL THEN [] ELSE " +
		"COLLECT { MATCH (s:" + catalog.StatementLabel + " {of: " + variable + ".id}) RETURN properties(s) ORDER BY s.field, s.value } END"
}

func pages(ctx context.Context, db *neo.DB, text string, line func(row []any) ([]byte, error)) page {
	return func(after string) ([][]byte, string, error) {
		rows, err := db.Read(ctx, neo.Statement{Text: text, Params: map[string]any{"after": after, "limit": exportPage}})
		if err != nil {
			return nil, "", err
		}
		lines := make([][]byte, len(rows))
		for i, row := range rows {
			if lines[i], err = line(row); err != nil {
				return nil, "", fault.Wrap(fault.Internal, err, "cannot write %v as JSON", row[0])
			}
			after, _ = row[0].(string)
		}
		return lines, after, nil
	}
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

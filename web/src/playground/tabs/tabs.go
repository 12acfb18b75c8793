package tabs

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

//go:embed *.graphql *.json
var files embed.FS

// Question is a ready one.
type Question struct {
	// ID is the name of its files without their endings.
	ID    string
	Query string
	// Variables have numbers as json.Number.
	Variables map[string]any
}

var reads = regexp.MustCompile(`(?m)^query\b`)

// Questions are those that read, in the order of the playground; one that records or watches is
// left out.
func Questions() ([]Question, error) {
	names, err := fs.Glob(files, "*.graphql")
	if err != nil {
		return nil, err
	}
	var list []Question
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			return nil, err
		}
		if !reads.Match(text) {
			continue
		}
		q := Question{ID: strings.TrimSuffix(name, ".graphql"), Query: string(text)}
		if err := q.readVariables(); err != nil {
			return nil, err
		}
		list = append(list, q)
	}
	return list, nil
}

// readVariables leaves those of a question without a file of them empty.
func (q *Question) readVariables() error {
	name := q.ID + ".json"
	text, err := files.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.UseNumber()
	if err := d.Decode(&q.Variables); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}

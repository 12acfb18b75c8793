package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/clustergraph/clustergraph/internal/datain/mapping"
	"github.com/clustergraph/clustergraph/internal/datain/trial"
	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/schema"
)

type mappingCommand struct {
	Guess  mappingGuessCommand  `cmd:"" help:"Print a mapping guessed from the columns and first rows of files."`
	Check  mappingCheckCommand  `cmd:"" help:"Check a mapping; with a directory, try it on the first rows of its files. Nothing is written."`
	Schema mappingSchemaCommand `cmd:"" help:"Print the JSON Schema of mappings, for editors."`
}

type mappingSchemaCommand struct{}

// Run prints the schema.
func (c *mappingSchemaCommand) Run() error {
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return err
	}
	text, err := mapping.JSONSchema(cat)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(os.Stdout, string(text))
	return err
}

type mappingGuessCommand struct {
	Sheet     string   `help:"Sheet of Excel files; left out, every one that is visible." placeholder:"NAME"`
	HeaderRow int      `help:"Line or row that holds the names of the columns, from 1; found when left out." placeholder:"N"`
	Files     []string `arg:"" help:"CSV, JSON Lines or Excel files of one directory." type:"existingfile"`
}

// guessRows is how many rows of a file a guess looks at.
const guessRows = 200

// Run prints the guess.
func (c *mappingGuessCommand) Run() error {
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return err
	}
	var samples []mapping.Sample
	for _, path := range c.Files {
		parts := trial.Parts(os.DirFS(filepath.Dir(path)), filepath.Base(path), trial.Where{Sheet: c.Sheet, HeaderRow: c.HeaderRow}, guessRows)
		for _, p := range parts {
			switch {
			case p.Err == nil:
				samples = append(samples, p.Sample)
			case len(parts) == 1:
				return p.Err
			default:
				fmt.Fprintf(os.Stderr, "sheet %s is left out: %s\n", p.Sheet, p.Err)
			}
		}
	}
	_, err = os.Stdout.Write(mapping.Guess(cat, samples...))
	return err
}

type mappingCheckCommand struct {
	Rows    int    `help:"Most rows of each file to try." default:"1000"`
	Mapping string `arg:"" help:"The mapping." type:"existingfile"`
	Dir     string `arg:"" optional:"" help:"Directory of the files that it names." type:"existingdir"`
}

// Run fails when the mapping has mistakes, or does not fit its files.
func (c *mappingCheckCommand) Run() error {
	m, err := readMapping(c.Mapping)
	if err != nil {
		return err
	}
	if c.Dir == "" {
		fmt.Fprintf(os.Stdout, "%s can be used; to try it: clustergraph mapping check %s DIR\n", c.Mapping, c.Mapping)
		return nil
	}
	tried, err := trial.Run(os.DirFS(c.Dir), m, c.Rows)
	return errors.Join(trial.Print(os.Stdout, tried, shownProblems), err)
}

func readMapping(path string) (*mapping.Mapping, error) {
	cat, err := catalog.Load(schema.Declared())
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "the mapping cannot be read")
	}
	return mapping.Parse(text, cat)
}

package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/agnivade/levenshtein"
	"github.com/alecthomas/kong"

	"github.com/clustergraph/clustergraph/internal/model/fault"
	"github.com/clustergraph/clustergraph/internal/model/wellformed"
)

// configuration is the file of --config: a JSON object with flags as keys. One file may serve
// all commands, so a key of another command's flag is none too many.
type configuration map[string]any

// loadConfiguration is kong's ConfigurationLoader. kong.JSON passes over keys that it does not
// know, and a limit that is misspelled would not be one.
func loadConfiguration(r io.Reader) (kong.Resolver, error) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "the configuration cannot be read")
	}
	text = bytes.TrimPrefix(text, []byte(wellformed.ByteOrderMark))
	if err := wellformed.JSON(text); err != nil {
		return nil, fault.New(fault.BadUserInput, "the configuration cannot be read: %s", err)
	}
	values, err := readObject(text)
	if err != nil {
		return nil, fault.New(fault.BadUserInput, "the configuration is no JSON object with flags as keys: %s", err)
	}
	return values, nil
}

// readObject reads an object whose keys are distinct; numbers keep their digits.
func readObject(text []byte) (configuration, error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if first, err := dec.Token(); err != nil || first != json.Delim('{') {
		return nil, fmt.Errorf("it does not begin with {")
	}
	values := configuration{}
	for dec.More() {
		if err := readMember(dec, values); err != nil {
			return nil, err
		}
	}
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("more text follows it")
	}
	return values, nil
}

func readMember(dec *json.Decoder, values configuration) error {
	token, err := dec.Token()
	if err != nil {
		return err
	}
	key := flagOf(fmt.Sprint(token))
	if _, twice := values[key]; twice {
		return fmt.Errorf("%s is given twice", fault.Shown(key))
	}
	var value any
	if err := dec.Decode(&value); err != nil {
		return err
	}
	values[key] = value
	return nil
}

// flagOf is the name of the flag that a key stands for: max-rows, max_rows or maxRows.
func flagOf(key string) string {
	var name strings.Builder
	for i, r := range key {
		switch {
		case r == '_':
			r = '-'
		case r >= 'A' && r <= 'Z' && i > 0:
			name.WriteByte('-')
			fallthrough
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		}
		name.WriteRune(r)
	}
	return name.String()
}

// Validate refuses keys that are no flags.
func (c configuration) Validate(app *kong.Application) error {
	flags := map[string]bool{}
	flagNames(app.Node, flags)
	for key := range c {
		if !flags[key] {
			return fault.New(fault.BadUserInput, "the configuration has a key %s, which is no flag; the nearest is %q", fault.Shown(key), nearest(key, flags))
		}
	}
	return nil
}

// flagNames collects the flags of a command and of those below it, without those that only
// the command line has.
func flagNames(node *kong.Node, names map[string]bool) {
	for _, flag := range node.Flags {
		if flag.Name != "help" && flag.Name != "config" {
			names[flag.Name] = true
		}
	}
	for _, child := range node.Children {
		flagNames(child, names)
	}
}

func nearest(key string, flags map[string]bool) string {
	best, least := "", -1
	for flag := range flags {
		d := levenshtein.ComputeDistance(key, flag)
		if least < 0 || d < least || d == least && flag < best {
			best, least = flag, d
		}
	}
	return best
}

// Resolve gives a flag its value.
func (c configuration) Resolve(_ *kong.Context, _ *kong.Path, flag *kong.Flag) (any, error) {
	value, given := c[flag.Name]
	if !given {
		return nil, nil
	}
	read, ok := fits(value, flag.Target)
	if !ok {
		shown, _ := json.Marshal(value) // it was decoded from JSON
		return nil, fault.New(fault.BadUserInput, "the configuration gives %s the value %s, and it must be %s",
			flag.Name, fault.Excerpt(string(shown)), wanted(flag.Target))
	}
	return read, nil
}

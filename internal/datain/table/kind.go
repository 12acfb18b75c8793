package table

import (
	"path"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Kind is a file format.
type Kind string

// The formats that can be read.
const (
	CSV       Kind = "csv"
	JSONLines Kind = "jsonl"
	Excel     Kind = "xlsx"
)

// kindOf returns the format that is wanted, or that the name's extension stands for.
func kindOf(name string, wanted Kind) (Kind, error) {
	switch wanted {
	case CSV, JSONLines, Excel:
		return wanted, nil
	case "":
	default:
		return "", fault.New(fault.BadUserInput, "unknown format %q; known are csv, jsonl and xlsx", wanted)
	}
	switch ext := strings.ToLower(path.Ext(name)); ext {
	case ".csv", ".tsv", ".tab", ".txt":
		return CSV, nil
	case ".jsonl", ".ndjson":
		return JSONLines, nil
	case ".xlsx", ".xlsm":
		return Excel, nil
	case ".xls", ".xlsb", ".et", ".ods":
		return "", fault.New(fault.BadUserInput, "cannot read %s: the format %s is not read; open it and save it as .xlsx", name, ext)
	case ".json":
		return "", fault.New(fault.BadUserInput, "cannot read %s: write it as JSON Lines, one object a line, and name it .jsonl", name)
	default:
		return "", fault.New(fault.BadUserInput, "cannot read %s: the name must end in .csv, .tsv, .txt, .jsonl or .xlsx, or the format must be given", name)
	}
}

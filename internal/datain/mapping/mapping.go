package mapping

// Mapping is a parsed mapping file.
type Mapping struct {
	// Digest stands for the text: another text has another.
	Digest string
	// Files in the order in which they are to be read. What the mapping itself declares,
	// its sources first, stands there as files with Inline rows.
	Files []File
}

// File says what the rows of one file, or of all files of a pattern, stand for.
type File struct {
	// Pattern is a name or a glob within the imported directory; for Inline rows it
	// is a title for reports.
	Pattern string
	// Inline are rows that stand in the mapping itself, nil for a file.
	Inline []Inline
	Format Format
	// FillDown are the columns in which an empty or merged cell has the value of the row above.
	FillDown []string
	// SkipTotals leaves out lines that look like no rows: totals, remarks, the head once more.
	SkipTotals bool

	spec *fileSpec
}

// Inline is one row that stands in the mapping.
type Inline struct {
	// Line of the mapping, from 1.
	Line   int
	Values map[string]any
}

// Format says how to read a file; zero values are left to the reader to find out.
type Format struct {
	// Kind is csv, xlsx or jsonl; empty goes by the file's name.
	Kind string
	// Encoding is the name of a character encoding, such as gb18030.
	Encoding string
	// Delimiter stands between the cells of a CSV file; 0 when not given.
	Delimiter rune
	// Sheet of an Excel file.
	Sheet string
	// HeaderRow is the row that holds the column names, from 1; 0 when not given.
	HeaderRow int
}

// Columns lists the columns that the file's rows are read by, each once, sorted. A table
// that lacks one of them is not the file that the mapping is for.
func (f *File) Columns() []string { return f.spec.columns }

// Doubts say what may be wrong with what the mapping says about the file, whatever its rows
// are: a column whose name tells a unit that the mapping does not.
func (f *File) Doubts() []string { return f.spec.doubts }

// CheckColumns compares the columns of a table with those that the mapping reads. The
// error names all that are missing, and the nearest that is there.
func (f *File) CheckColumns(header []string) error { return f.spec.checkColumns(f.Pattern, header) }

// Interpret returns what one row stands for. It keeps nothing of values and may be called
// concurrently.
func (f *File) Interpret(values map[string]any) Interpretation { return f.spec.interpret(values) }

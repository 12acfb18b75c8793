package table

// MaxRecord bounds a record, in bytes, so that memory does not depend on the file.
const MaxRecord = 1 << 20

// MaxColumns bounds the columns of a CSV or Excel file.
const MaxColumns = 1_000

// excerptBytes bounds what is kept of a record that cannot be read.
const excerptBytes = 1_000

// Bounds of an Excel file, which is a zip archive of XML that says how large it is, or lies.
const (
	maxArchive      = 256 << 20 // bytes, unpacked and packed
	maxDirectory    = 4 << 20   // bytes of the list of entries
	maxEntries      = 10_000
	maxRatio        = 200     // unpacked to packed, of an entry larger than ratioFrom
	ratioFrom       = 8 << 20 // bytes
	maxSmallPart    = 8 << 20 // bytes of the parts that are read whole
	maxSharedTexts  = 10_000_000
	sharedInMemory  = 16 << 20 // bytes; what is more waits in a temporary file
	maxMerged       = 100_000
	maxDepth        = 100     // of XML elements
	maxSheetRow     = 1 << 20 // rows a sheet can have
	maxSheetColumns = 1 << 14
)

// maxFormatCode bounds a number format; Excel takes at most 255 characters.
const maxFormatCode = 1_000

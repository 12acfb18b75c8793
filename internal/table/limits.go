package table

// MaxRecord bounds a record, in bytes, so that memory does not depend on the file.
const MaxRecord = 1 << 20

// MaxColumns bounds the columns of a CSV or Excel file.
const MaxColumns = 1_000

// excerptBytes bounds what is kept of a record that cannot be read.
const excerptBytes = 1_000

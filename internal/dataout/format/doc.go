// Package format is the table of the formats that something is written in, from which writers,
// media types and messages come. It is pure. It imports fault.
package format

// Package tabs holds the ready questions of the playground, for the program: the pages are built
// from the same files. It imports the standard library only.
package tabs

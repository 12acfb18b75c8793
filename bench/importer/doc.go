// Command importer compares a mapped import, history on, with UNWIND and MERGE of the same
// rows, and measures the memory that it takes. It may import anything of ours.
package main

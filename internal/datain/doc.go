// Package datain holds foreign files: tables, the mappings that interpret their rows,
// trials, uploads and import jobs. It imports nothing itself.
//
// May import: datain, dataout/graphfile, dataout/sheet, history/feed, model, people, store, write.
package datain

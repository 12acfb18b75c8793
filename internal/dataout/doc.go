// Package dataout holds lists, parts of the graph and whole exports. All but the whole
// export is read through a View; backup, which is for operators, has a rule of its own. It
// imports nothing itself.
//
// May import: access, dataout, model, read.
package dataout

// Package sheet writes tables that spreadsheets open without running what stands in the
// cells. It imports fault and wellformed.
package sheet

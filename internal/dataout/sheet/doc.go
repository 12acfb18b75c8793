// Package sheet writes tables that spreadsheets open without running what stands in the
// cells. It imports fault only.
package sheet

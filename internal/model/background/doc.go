// Package background is the one way in which work runs beside the caller: a panic in it ends that work
// and not the process. It imports fault.
package background

// Package fault is the one error type that crosses package borders: a code from
// a closed list, and a message that says what to do. It imports the standard library only.
package fault

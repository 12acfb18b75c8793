// Command search measures what search costs the writers, and how soon a write is found. It
// may import everything; nothing imports it.
package main

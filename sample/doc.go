// Package sample holds the data that a first run loads: facts with their sources and a
// made-up city around them. It imports the standard library only.
package sample

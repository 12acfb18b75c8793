// Package coding chooses how an answer is compressed by what the client accepts. It imports the
// standard library only.
package coding

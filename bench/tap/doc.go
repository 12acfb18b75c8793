// Package tap stands between a program and its Neo4j and notes the statements that the program
// sends, whatever program it is. It imports query.
package tap

// Command start measures how long the service takes to be ready on an empty directory and again
// after that, and how long the ready questions of the playground wait then. It may import
// everything; nothing imports it.
package main

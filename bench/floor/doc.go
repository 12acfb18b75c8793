// Command floor is the least that a service over HTTP can be: it runs the statement that it is
// sent as an auto-commit read and writes the rows as JSON. It imports the driver alone.
package main

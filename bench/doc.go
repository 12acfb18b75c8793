// Command bench measures the service against the limit: the best hand-written Cypher sent
// by the driver as an auto-commit read, against the floor: the least handler over HTTP, and
// against another built program, on the same database in the same run. It may import
// everything; nothing imports it.
package main

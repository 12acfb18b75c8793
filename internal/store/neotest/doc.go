// Package neotest gives a test its real Neo4j; it is for tests only. It imports catalog,
// localneo4j, neo, query, gofrs/flock, testcontainers and testify.
//
// # Which Neo4j
//
// CLUSTERGRAPH_TEST_NEO4J says uri, container, local or none. Unless it is set, the first
// of these that applies:
//
//  1. CLUSTERGRAPH_TEST_NEO4J_URI, with CLUSTERGRAPH_TEST_NEO4J_USER (neo4j unless
//     set) and CLUSTERGRAPH_TEST_NEO4J_PASSWORD. Its graph is wiped.
//  2. One of the local ones whose data directories CLUSTERGRAPH_TEST_NEO4J_SHARED lists, as
//     make test has it: they run already, and know the plans of what other packages asked.
//  3. A container, when CLUSTERGRAPH_NEO4J_IMAGE names an image, or when a Docker
//     engine has the default image already.
//  4. A local Neo4j (internal/store/localneo4j) in a temporary directory. Where there is
//     no JDK or Maven but a Docker engine, that is a container again, its image
//     fetched first.
//
// A test that finds none fails with the reason; it does not skip. Only where
// CLUSTERGRAPH_TEST_NEO4J is none, as make check has it, tests that need a Neo4j are
// skipped, and make check says how many.
//
// # Isolation
//
// The Community edition has one database, so isolation is by process and by time.
// Containers and local ones belong to one test process, that is to one package.
// One given by URI is shared by all packages: a process takes an advisory lock
// (a file in the temporary directory named by the URI) on first use and keeps it
// until it ends, so packages run one after the other; give go test a -timeout that covers
// the waiting. Of shared local ones it takes one that is free, by a lock in its directory.
// Either way the first [Open] of a process finds an empty database, with no constraints and no
// indexes but those that other packages left in a shared one. Within a package tests share it:
// call [Reset] at the start of a test that needs it bare, and do not run such tests in parallel.
//
// # Ending
//
// A package that uses neotest has
//
//	func TestMain(m *testing.M) { neotest.Main(m) }
//
// which stops the Neo4j after the tests. A local one ends with its test process
// in any case, also when that is killed; only a directory is left then, which the
// next test process removes.
package neotest

package neo

import (
	"cmp"
	"context"
	"crypto/rand"
	"sync/atomic"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/notifications"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// Config says which database to open and as whom.
type Config struct {
	// URI is bolt://, neo4j:// or one of their TLS forms (+s, +ssc).
	URI      string
	User     string
	Password string
	// Database is the name of the database; empty means the server's default.
	Database string
	// MaxConnections bounds the pool; 0 means the driver's default of 100.
	MaxConnections int
	// AcquireTimeout bounds the wait for a connection; 0 means 5 s.
	AcquireTimeout time.Duration
	// WritePatience is how long a write is tried again while the database cannot be reached; 0
	// means 10 s.
	WritePatience time.Duration
	// Panicked is called when the database says that it gave up and needs a restart. It returns
	// what is known of it, for the message, and must not block; nil knows nothing.
	Panicked func() string
}

// DB is an open database. It is safe for concurrent use.
type DB struct {
	driver   neo4j.DriverWithContext
	database string
	patience time.Duration
	panicked func() string
	runs     atomic.Int64
	tags     tags
}

// Open makes a driver for the database; it does not connect yet (see Ping).
func Open(cfg Config) (*DB, error) {
	driver, err := neo4j.NewDriverWithContext(cfg.URI, neo4j.BasicAuth(cfg.User, cfg.Password, ""), func(c *config.Config) {
		c.UserAgent = "clustergraph"
		c.TelemetryDisabled = true
		// Nobody reads them, and the server would add them to every answer.
		c.NotificationsMinSeverity = notifications.DisabledLevel
		c.ConnectionAcquisitionTimeout = 5 * time.Second
		c.SocketConnectTimeout = 3 * time.Second
		// After a restart of the server all connections are dead. One that lay idle is
		// tried before it is used, so that no request meets them; a busy one is not.
		c.ConnectionLivenessCheckTimeout = 2 * time.Second
		if cfg.MaxConnections > 0 {
			c.MaxConnectionPoolSize = cfg.MaxConnections
		}
		if cfg.AcquireTimeout > 0 {
			c.ConnectionAcquisitionTimeout = cfg.AcquireTimeout
		}
	})
	if err != nil {
		return nil, fault.Wrap(fault.BadUserInput, err, "cannot use Neo4j address %q: give bolt://HOST:PORT or neo4j://HOST:PORT", cfg.URI)
	}
	return &DB{driver: driver, database: cfg.Database, patience: cmp.Or(cfg.WritePatience, outagePatience), panicked: cfg.Panicked, tags: tags{prefix: rand.Text()[:10] + "-"}}, nil
}

// Ping connects and authenticates.
func (db *DB) Ping(ctx context.Context) error {
	if err := db.driver.VerifyConnectivity(ctx); err != nil {
		return translate(ctx, err)
	}
	return nil
}

// Close releases all connections.
func (db *DB) Close(ctx context.Context) error { return db.driver.Close(ctx) }

// Runs counts the statements sent since the database was opened, retries included.
func (db *DB) Runs() int64 { return db.runs.Load() }

func (db *DB) session(ctx context.Context, mode neo4j.AccessMode) neo4j.SessionWithContext {
	return db.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: mode, DatabaseName: db.database, FetchSize: neo4j.FetchAll})
}

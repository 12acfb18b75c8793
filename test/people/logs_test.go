package people_test

import (
	"bytes"
	"log/slog"
	"sync"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/clustergraph/clustergraph/internal/access/grant"
	"github.com/clustergraph/clustergraph/internal/app"
	"github.com/clustergraph/clustergraph/internal/edge/server"
	"github.com/clustergraph/clustergraph/internal/model/privacy"
	"github.com/clustergraph/clustergraph/test/support"
)

// lines keeps what is logged.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// Whatever is asked, by whomever, and whatever goes wrong: the log has no values.
func TestLogsHoldNoPersonalData(t *testing.T) {
	_, shown := reachable(t)
	var log lines
	logged := support.ServeLoaded(t, shown.DB, app.Options{
		Grant:  grant.Grant{Policy: privacy.Policy{ShowSensitive: true}},
		Server: server.Options{Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))},
	})
	for _, way := range sensitiveWays {
		logged.Ask(t, way.query, nil)
	}
	const person = "per_01ke5q86000000000000000001"
	for _, v := range []vars{
		{"id": person, "patch": vars{"telephone": "13812345678", "email": "zhang.san@example.com"}},
		{"id": person, "patch": vars{"telephone": "not 13812345678"}},
		{"id": person, "version": 99, "patch": vars{"telephone": "13812345678"}},
	} {
		logged.Ask(t, `mutation Patch ($id: ID!, $version: Int, $patch: PersonPatch!) { updatePerson(id: $id, expectedVersion: $version, patch: $patch) { telephone } }`, v)
	}
	// A stored value that is none of its type makes an error of the service itself.
	logged.Run(t, "MATCH (n:Person {id: $id}) SET n.telephone = ['13812345678'], n.version = 'zhang.san@example.com'", vars{"id": person})
	logged.Ask(t, `query Broken { person(by: {id: "`+person+`"}) { telephone version } }`, nil)
	logged.Ask(t, `mutation Broken { updatePerson(id: "`+person+`", patch: {title: "13812345678"}) { version } }`, nil)
	assert.Contains(t, log.String(), "operation=Patch")
	assert.Contains(t, log.String(), "operation=Broken")
	assert.Contains(t, log.String(), "INTERNAL")
	assert.Empty(t, markersIn(t, log.String(), append(sensitiveMarkers, "张三")))
}

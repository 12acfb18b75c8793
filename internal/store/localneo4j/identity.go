package localneo4j

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// identity is what stays with a data directory over all starts. The runtime is
// kept because a container has its graph in a volume: another runtime would show
// an empty graph instead of the user's.
type identity struct {
	ID      string  `json:"id"`
	Runtime Runtime `json:"runtime"`
	Port    int     `json:"port,omitempty"`
}

// readIdentity returns the zero identity for a new data directory.
func (d dataDir) readIdentity() (identity, error) {
	text, err := os.ReadFile(d.identity())
	if errors.Is(err, fs.ErrNotExist) {
		return identity{}, nil
	}
	var who identity
	if err == nil {
		err = json.Unmarshal(text, &who)
	}
	if err != nil {
		return identity{}, fault.Wrap(fault.DatabaseUnavailable, err, "cannot read %s; put it back from a backup, or remove it", d.identity())
	}
	return who, nil
}

// RuntimeOf returns the runtime that a data directory was made with and needs,
// RuntimeAuto when nothing was made there yet.
func RuntimeOf(dir string) (Runtime, error) {
	who, err := dataDir(dir).readIdentity()
	return who.Runtime, err
}

// writeIdentity gives a new data directory its id.
func (d dataDir) writeIdentity(who identity) (identity, error) {
	if who.ID == "" {
		who.ID = strings.ToLower(rand.Text()[:12])
	}
	text, err := json.Marshal(who)
	if err == nil {
		err = writeFile(d.identity(), append(text, '\n'))
	}
	if err != nil {
		return who, fault.Wrap(fault.BadUserInput, err, "cannot write %s", d.identity())
	}
	return who, nil
}

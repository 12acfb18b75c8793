package localneo4j

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
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
	// PasswordSum tells the password with which Neo4j was last opened from others, so that a
	// wrong one is told before Neo4j is started; empty until it was.
	PasswordSum string `json:"passwordSum,omitempty"`
}

// sumOf is what identifies a password of the directory without telling it.
func (who identity) sumOf(password string) string {
	sum := sha256.Sum256([]byte(who.ID + "\x00" + password))
	return hex.EncodeToString(sum[:])
}

// checkPassword refuses a password that is not the one with which Neo4j was last opened.
func (d dataDir) checkPassword(who identity, password string) error {
	if who.PasswordSum == "" || who.PasswordSum == who.sumOf(password) {
		return nil
	}
	return fault.New(fault.DatabaseUnavailable, "the password in %s is not the one with which the graph beside it was last opened; is it the right password file? Put it back from a backup, or, where you changed it in Neo4j itself, remove passwordSum from %s", d.password(), d.identity())
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

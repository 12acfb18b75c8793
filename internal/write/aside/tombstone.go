package aside

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
	"github.com/clustergraph/clustergraph/internal/store/query"
)

// secretKey is the alias under which the secret of erasures stands: each lookup of aliases
// asks for it too, so that it costs no statement where nobody was erased.
const secretKey = "erasure/secret"

// secretLength is that of the secret, in bytes.
const secretLength = 32

// Bury keeps an erased node from being recorded again: its id, and its keys, are known from
// now on as those of somebody erased. The keys are kept as keyed hashes, which tell nothing to
// who has the graph without its secret, and little to who has both and no keys to try. Names
// are no keys: another may have them.
func Bury(ctx context.Context, tx *neo.Tx, e *catalog.Entity, properties map[string]any) error {
	id := property.Text(properties["id"])
	secret, err := erasureSecret(ctx, tx)
	if err != nil {
		return err
	}
	keys := []string{id}
	for _, key := range keysOf(e, properties, Erased) {
		if key != id {
			keys = append(keys, tombstone(secret, key))
		}
	}
	if _, err := tx.Query(ctx, dropAliases(id)); err != nil {
		return err
	}
	_, err = tx.Query(ctx, makeAliases(id, keys, Erased, ""))
	return err
}

// erasureSecret reads the secret, or makes it with the first erasure. Two that are first at
// once make two, and lookups try both.
func erasureSecret(ctx context.Context, tx *neo.Tx) (string, error) {
	known, err := aliasesWith(ctx, tx, []string{secretKey})
	if err != nil {
		return "", err
	}
	if len(known) > 0 {
		return known[0].Of, nil
	}
	fresh := make([]byte, secretLength)
	if _, err := rand.Read(fresh); err != nil {
		return "", err
	}
	secret := hex.EncodeToString(fresh)
	_, err = tx.Query(ctx, makeAliases(secret, []string{secretKey}, Erased, ""))
	return secret, err
}

// tombstone is the key under which the key of somebody erased is known.
func tombstone(secret, key string) string {
	sum := hmac.New(sha256.New, []byte(secret))
	sum.Write([]byte(key))
	return "erased/" + hex.EncodeToString(sum.Sum(nil))
}

// lookUpErased finds which of the keys are those of somebody erased.
func lookUpErased(ctx context.Context, run query.Runner, keys, secrets []string, found map[string]Redirect) error {
	byTombstone := make(map[string]string, len(keys)*len(secrets))
	var hashed []string
	for _, secret := range secrets {
		for _, key := range keys {
			stone := tombstone(secret, key)
			byTombstone[stone] = key
			hashed = append(hashed, stone)
		}
	}
	aliases, err := aliasesWith(ctx, run, hashed)
	for _, a := range aliases {
		found[byTombstone[a.Key]] = Redirect{Of: a.Of, Why: Erased}
	}
	return err
}

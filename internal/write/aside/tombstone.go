package aside

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"github.com/clustergraph/clustergraph/internal/model/catalog"
	"github.com/clustergraph/clustergraph/internal/store/alias"
	"github.com/clustergraph/clustergraph/internal/store/element"
	"github.com/clustergraph/clustergraph/internal/store/neo"
	"github.com/clustergraph/clustergraph/internal/store/property"
)

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
	for _, key := range alias.KeysOf(e, properties, alias.Erased) {
		if key != id {
			keys = append(keys, alias.Tombstone(secret, key))
		}
	}
	if _, err := tx.Query(ctx, dropAliases(id)); err != nil {
		return err
	}
	_, err = tx.Query(ctx, makeAliases(id, keys, alias.Erased, ""))
	return err
}

// erasureSecret reads the secret, or makes it with the first erasure. Two that are first at
// once make two, and lookups try both.
func erasureSecret(ctx context.Context, tx *neo.Tx) (string, error) {
	known, err := alias.ErasureSecrets(ctx, tx)
	if err != nil {
		return "", err
	}
	if len(known) > 0 {
		return known[0], nil
	}
	fresh := make([]byte, secretLength)
	if _, err := rand.Read(fresh); err != nil {
		return "", err
	}
	secret := hex.EncodeToString(fresh)
	_, err = tx.Query(ctx, makeAliases(secret, []string{alias.SecretKey}, alias.Erased, ""))
	return secret, err
}

// HoldRedirected reads and locks the public node that stands for the one with a unique value which
// no public node has; nil when none has it, or what has it is withheld or erased.
func HoldRedirected(ctx context.Context, tx *neo.Tx, e *catalog.Entity, f *catalog.Field, value any) (map[string]any, error) {
	to, err := alias.RedirectOf(ctx, tx, e, f, value)
	if err != nil || to.Into == "" {
		return nil, err
	}
	return element.Hold(ctx, tx, e, e.Field("id"), to.Into)
}

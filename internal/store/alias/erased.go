package alias

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"github.com/clustergraph/clustergraph/internal/store/query"
)

// SecretKey is the alias under which the secret of erasures stands: each lookup of aliases
// asks for it too, so that it costs no statement where nobody was erased.
const SecretKey = "erasure/secret"

// ErasureSecrets are the secrets that the keys of somebody erased are hashed with; none before
// the first erasure.
func ErasureSecrets(ctx context.Context, run query.Runner) ([]string, error) {
	known, err := aliasesWith(ctx, run, []string{SecretKey})
	secrets := make([]string, len(known))
	for i, a := range known {
		secrets[i] = a.Of
	}
	return secrets, err
}

// Tombstone is the key under which the key of somebody erased is known.
func Tombstone(secret, key string) string {
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
			stone := Tombstone(secret, key)
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

package localneo4j

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// jarDir is the resolved set of jars of one pom; it appears in the cache complete
// or not at all.
type jarDir string

func (d jarDir) lib() string      { return filepath.Join(string(d), "lib") }
func (d jarDir) plugins() string  { return filepath.Join(string(d), "plugins") }
func (d jarDir) manifest() string { return filepath.Join(string(d), "manifest.json") }
func (d jarDir) launcher() string {
	return filepath.Join(string(d), "launcher-"+digest(launcherJava)+".jar")
}

// manifest says what must be in lib; it is the mark of completeness.
type manifest map[string]jarFile

type jarFile struct {
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func cachedJars() (jarDir, error) {
	cache, err := CacheDir()
	if err != nil {
		return "", err
	}
	return jarDir(filepath.Join(cache, "neo4j-"+Version+"-"+digest(pomXML))), nil
}

// JarsCached tells where the jars of Neo4j are or will be, and whether they are complete.
func JarsCached() (dir string, complete bool, err error) {
	jars, err := cachedJars()
	if err != nil {
		return "", false, err
	}
	return string(jars), jars.check(false) == nil, nil
}

// ensureJars returns the complete jars and launcher, fetched now if they are missing or damaged.
func ensureJars(ctx context.Context, java Java, progress io.Writer) (jarDir, error) {
	jars, err := cachedJars()
	if err != nil || jars.ready() {
		return jars, err
	}
	cache := filepath.Dir(string(jars))
	if err := os.MkdirAll(cache, 0o755); err != nil {
		return "", fault.Wrap(fault.BadUserInput, err, "cannot make the cache directory %s; set CLUSTERGRAPH_CACHE_DIR to another", cache)
	}
	lock, err := waitLock(ctx, filepath.Join(cache, "lock"), func() {
		fmt.Fprintln(progress, "Waiting for another process that fetches Neo4j")
	})
	if err != nil {
		return "", fault.Wrap(fault.BadUserInput, err, "cannot lock the cache directory %s", cache)
	}
	defer lock.Close()
	if jars.check(false) != nil {
		if err := fetchJars(ctx, java, jars, progress); err != nil {
			return "", err
		}
	}
	return jars, ensureLauncher(ctx, java, jars)
}

func (d jarDir) ready() bool {
	_, err := os.Stat(d.launcher())
	return err == nil && d.check(false) == nil
}

// fetchJars replaces what is there; the caller holds the cache's lock.
func fetchJars(ctx context.Context, java Java, jars jarDir, progress io.Writer) error {
	fmt.Fprintf(progress, "Fetching Neo4j %s with Maven, once (about %d MB)\n", Version, aboutMB)
	removeLeftovers(filepath.Dir(string(jars)))
	temp, err := os.MkdirTemp(filepath.Dir(string(jars)), ".fetch-*")
	if err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory; set CLUSTERGRAPH_CACHE_DIR to another")
	}
	defer os.RemoveAll(temp)
	fresh := jarDir(temp)
	if err := os.WriteFile(filepath.Join(temp, "pom.xml"), pomXML, 0o644); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s", temp)
	}
	if err := runMaven(ctx, java, temp, fresh.lib(), progress); err != nil {
		return err
	}
	if err := fresh.complete(jars); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s; is the disk full?", temp)
	}
	fmt.Fprintf(progress, "Neo4j %s is in %s\n", Version, jars)
	return nil
}

// complete adds what Maven does not and puts the directory in its place.
func (d jarDir) complete(place jarDir) error {
	if err := copyPlugins(d.lib(), d.plugins()); err != nil {
		return err
	}
	found, err := measure(d.lib())
	if err != nil {
		return err
	}
	text, err := json.MarshalIndent(found, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(d.manifest(), text, 0o644); err != nil {
		return err
	}
	if err := os.Chmod(string(d), 0o755); err != nil {
		return err
	}
	if err := os.RemoveAll(string(place)); err != nil {
		return err
	}
	return os.Rename(string(d), string(place))
}

func measure(lib string) (manifest, error) {
	entries, err := os.ReadDir(lib)
	if err != nil {
		return nil, err
	}
	found := make(manifest, len(entries))
	for _, entry := range entries {
		file, err := hashFile(filepath.Join(lib, entry.Name()))
		if err != nil {
			return nil, err
		}
		found[entry.Name()] = file
	}
	return found, nil
}

func hashFile(path string) (jarFile, error) {
	file, err := os.Open(path)
	if err != nil {
		return jarFile{}, err
	}
	defer file.Close()
	sum := sha256.New()
	size, err := io.Copy(sum, file)
	return jarFile{Size: size, SHA256: hex.EncodeToString(sum.Sum(nil))}, err
}

// check compares the jars with the manifest: their sizes, which takes a
// millisecond, and deep also their content.
func (d jarDir) check(deep bool) error {
	text, err := os.ReadFile(d.manifest())
	if err != nil {
		return err
	}
	var want manifest
	if err := json.Unmarshal(text, &want); err != nil {
		return err
	}
	for name, file := range want {
		path := filepath.Join(d.lib(), name)
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		if info.Size() != file.Size {
			return fmt.Errorf("%s has %d bytes instead of %d", path, info.Size(), file.Size)
		}
		if !deep {
			continue
		}
		if got, err := hashFile(path); err != nil || got != file {
			return fmt.Errorf("the content of %s has changed (%w)", path, err)
		}
	}
	if len(want) == 0 {
		return fmt.Errorf("%s is empty", d.manifest())
	}
	return nil
}

// discardIfDamaged drops jars whose content is not what was fetched, so that the
// next ensureJars fetches them again. It tells whether it did.
func (d jarDir) discardIfDamaged(progress io.Writer) bool {
	damage := d.check(true)
	if damage == nil {
		return false
	}
	fmt.Fprintf(progress, "The fetched Neo4j is damaged and is fetched again: %v\n", damage)
	return os.Remove(d.manifest()) == nil && os.RemoveAll(d.launcher()) == nil
}

// removeLeftovers removes what an interrupted fetch left; nobody else fetches now.
func removeLeftovers(cache string) {
	entries, _ := os.ReadDir(cache) // what cannot be listed cannot be removed
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), ".fetch-") {
			os.RemoveAll(filepath.Join(cache, entry.Name()))
		}
	}
}

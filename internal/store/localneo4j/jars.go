package localneo4j

import (
	"context"
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

func (d jarDir) lib() string     { return filepath.Join(string(d), "lib") }
func (d jarDir) plugins() string { return filepath.Join(string(d), "plugins") }

// verified is the mark that the content was once compared with the checksums of this program.
func (d jarDir) verified() string {
	return filepath.Join(string(d), "verified-"+digest(jarsJSON))
}

func (d jarDir) launcher() string {
	return filepath.Join(string(d), "launcher-"+digest(launcherJava)+".jar")
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
	if jars.verify() != nil {
		if err := fetchJars(ctx, java, jars, progress); err != nil {
			return "", err
		}
	}
	return jars, ensureLauncher(ctx, java, jars)
}

func (d jarDir) ready() bool {
	_, err := os.Stat(d.launcher())
	return err == nil && d.verify() == nil
}

// check compares the jars with the list in the program: their names and sizes, and deep also
// their content.
func (d jarDir) check(deep bool) error {
	pinned, err := pinnedJars()
	if err != nil {
		return err
	}
	if err := compareDir(pinned, d.lib(), deep); err != nil {
		return err
	}
	return compareDir(pinned.procedures(), d.plugins(), deep)
}

func compareDir(want jarList, dir string, deep bool) error {
	found, err := listJars(dir, deep)
	if err != nil {
		return err
	}
	return want.compare(found)
}

// verify checks the jars, their content too unless that was done before: it takes half a second.
func (d jarDir) verify() error {
	_, unknown := os.Stat(d.verified())
	if err := d.check(unknown != nil); err != nil || unknown == nil {
		return err
	}
	_ = os.WriteFile(d.verified(), nil, 0o644) // where it cannot be noted, the next start compares again
	return nil
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
	if err := resolve(ctx, java, jarDir(temp), progress); err != nil {
		return err
	}
	if err := jarDir(temp).verify(); err != nil {
		return fault.New(fault.DatabaseUnavailable, "Maven resolved other jars than those of Neo4j %s: %v; remove what differs from Maven's local repository (~/.m2/repository), check the mirror in Maven's settings, and try again", Version, err)
	}
	if err := jarDir(temp).moveTo(jars); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s; is the disk full?", temp)
	}
	fmt.Fprintf(progress, "Neo4j %s is in %s\n", Version, jars)
	return nil
}

// resolve fills an empty directory with what Maven takes for the jars of the pom.
func resolve(ctx context.Context, java Java, d jarDir, progress io.Writer) error {
	if err := os.WriteFile(filepath.Join(string(d), "pom.xml"), pomXML, 0o644); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s", d)
	}
	if err := runMaven(ctx, java, string(d), d.lib(), progress); err != nil {
		return err
	}
	if err := linkPlugins(d.lib(), d.plugins()); err != nil {
		return fault.Wrap(fault.BadUserInput, err, "cannot write to the cache directory %s; is the disk full?", d)
	}
	return nil
}

// moveTo puts a complete directory in its place.
func (d jarDir) moveTo(place jarDir) error {
	if err := os.Chmod(string(d), 0o755); err != nil {
		return err
	}
	if err := os.RemoveAll(string(place)); err != nil {
		return err
	}
	return os.Rename(string(d), string(place))
}

// discardIfDamaged drops jars whose content is not what it should be, so that the
// next ensureJars fetches them again. It tells whether it did.
func (d jarDir) discardIfDamaged(progress io.Writer) bool {
	damage := d.check(true)
	if damage == nil {
		return false
	}
	fmt.Fprintf(progress, "The fetched Neo4j is damaged and is fetched again: %v\n", damage)
	return os.RemoveAll(d.verified()) == nil && os.RemoveAll(d.launcher()) == nil
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

package localneo4j

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// jarList is a set of jars by the names of their files.
type jarList map[string]jarFile

type jarFile struct {
	Size int64 `json:"size"`
	// SHA256 is empty where the content was not read.
	SHA256 string `json:"sha256"`
}

// pinnedJars are those that the versions in the pom resolve to, with the checksums that the
// repository keeps of them.
func pinnedJars() (jarList, error) {
	var list jarList
	err := json.Unmarshal(jarsJSON, &list)
	return list, err
}

// procedures are those of the jars that Neo4j looks for among its plugins.
func (l jarList) procedures() jarList {
	list := maps.Clone(l)
	maps.DeleteFunc(list, func(name string, _ jarFile) bool { return !strings.HasSuffix(name, "-"+GDSVersion+".jar") })
	return list
}

// listJars lists a directory: sizes, which takes a millisecond, and deep also checksums.
func listJars(dir string, deep bool) (jarList, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	list := make(jarList, len(entries))
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		file := jarFile{Size: info.Size()}
		if deep {
			if file.SHA256, err = hashFile(path); err != nil {
				return nil, err
			}
		}
		list[entry.Name()] = file
	}
	return list, nil
}

func hashFile(path string) (string, error) {
	file, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer file.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, file)
	return hex.EncodeToString(sum.Sum(nil)), err
}

// namedDifferences bounds how many jars an error names.
const namedDifferences = 5

// compare says what is different in a directory's jars, each by its name; nil means nothing.
func (l jarList) compare(found jarList) error {
	var differences []string
	for _, name := range slices.Sorted(maps.Keys(l)) {
		if file, ok := found[name]; !ok {
			differences = append(differences, name+" is missing")
		} else if text := l[name].difference(file); text != "" {
			differences = append(differences, name+" has "+text)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		if _, ok := l[name]; !ok {
			differences = append(differences, name+" does not belong to it")
		}
	}
	if len(differences) == 0 {
		return nil
	}
	if more := len(differences) - namedDifferences; more > 0 {
		differences = append(differences[:namedDifferences], fmt.Sprintf("and %d more", more))
	}
	return errors.New(strings.Join(differences, ", "))
}

func (f jarFile) difference(found jarFile) string {
	switch {
	case f.Size != found.Size:
		return fmt.Sprintf("%d bytes instead of %d", found.Size, f.Size)
	case found.SHA256 != "" && f.SHA256 != found.SHA256:
		return fmt.Sprintf("sha256 %s instead of %s", found.SHA256, f.SHA256)
	}
	return ""
}

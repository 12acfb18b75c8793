package localneo4j

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Java is a Java installation.
type Java struct {
	// Path is the java program.
	Path string
	// Home is the installation's directory.
	Home string
	// Major is the feature version, e.g. 17.
	Major int
}

// Usable tells whether Neo4j 5.26 runs on it.
func (j Java) Usable() bool { return j.Major == 17 || j.Major == 21 }

var javaProperty = regexp.MustCompile(`(?m)^\s*(java\.home|java\.specification\.version) = (.+?)\s*$`)

// FindJava returns the Java to use. When none is usable it returns the one found
// first, so that an error can name its version; the zero Java means there is none.
func FindJava(ctx context.Context) Java {
	var first Java
	for _, path := range javaCandidates() {
		java, ok := probeJava(ctx, path)
		if ok && java.Usable() {
			return java
		}
		if ok && first.Path == "" {
			first = java
		}
	}
	return first
}

// javaCandidates are JAVA_HOME, the one on the path, then the usual places.
func javaCandidates() []string {
	var paths []string
	if home := os.Getenv("JAVA_HOME"); home != "" {
		paths = append(paths, filepath.Join(home, "bin", javaProgram()))
	}
	if path, err := exec.LookPath("java"); err == nil {
		paths = append(paths, path)
	}
	for _, dir := range javaRoots() {
		for _, home := range []string{"*", "*/Contents/Home"} {
			found, _ := filepath.Glob(filepath.Join(dir, home, "bin", javaProgram())) // the patterns are well formed
			paths = append(paths, found...)
		}
	}
	return slices.Compact(paths)
}

func probeJava(ctx context.Context, path string) (Java, bool) {
	output, err := exec.CommandContext(ctx, path, "-XshowSettings:properties", "-version").CombinedOutput()
	if err != nil {
		return Java{}, false
	}
	java := Java{Path: path}
	for _, match := range javaProperty.FindAllStringSubmatch(string(output), -1) {
		if match[1] == "java.home" {
			java.Home = match[2]
			continue
		}
		// Java 8 says 1.8.
		java.Major, _ = strconv.Atoi(strings.TrimPrefix(match[2], "1."))
	}
	return java, java.Home != "" && java.Major > 0
}

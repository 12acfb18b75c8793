package doctor

import (
	"context"
	"fmt"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

// toolLimit bounds the call of a program: one that hangs counts as missing.
const toolLimit = 15 * time.Second

// runtimes are the two ways to run Neo4j here. One of them is enough, but a data
// directory that was made with one needs that one.
func runtimes(ctx context.Context, dataDir string) []Check {
	java, maven, docker := javaCheck(ctx), mavenCheck(ctx), dockerCheck(ctx)
	bound, err := localneo4j.RuntimeOf(dataDir)
	if err != nil {
		bound = localneo4j.RuntimeAuto // the start says what is wrong with the directory
	}
	needsJava, needsDocker := needed(bound, java.OK && maven.OK, docker.OK)
	java.Optional, maven.Optional, docker.Optional = !needsJava, !needsJava, !needsDocker
	if bound != localneo4j.RuntimeAuto {
		need := fmt.Sprintf("; the graph in %s was made with it", dataDir)
		if needsJava {
			java.Advice += need
		} else {
			docker.Advice += need
		}
	}
	return []Check{java, maven, docker}
}

// needed tells which runtime cannot be done without.
func needed(bound localneo4j.Runtime, java, docker bool) (needsJava, needsDocker bool) {
	if bound != localneo4j.RuntimeAuto {
		return bound == localneo4j.RuntimeJVM, bound == localneo4j.RuntimeDocker
	}
	// Where there is neither, a JDK with Maven is smaller to install.
	return !docker, docker && !java
}

func javaCheck(ctx context.Context) Check {
	ctx, cancel := context.WithTimeout(ctx, toolLimit)
	defer cancel()
	check := Check{Name: "java", Found: "missing", Advice: localneo4j.JavaAdvice}
	if java := localneo4j.FindJava(ctx); java.Path != "" {
		check.OK = java.Usable()
		check.Found = fmt.Sprintf("Java %d, %s", java.Major, java.Path)
	}
	return check
}

// mavenCheck passes without Maven when there is nothing left to fetch.
func mavenCheck(ctx context.Context) Check {
	check := Check{Name: "mvn", Found: "missing", Advice: localneo4j.MavenAdvice}
	_, cached, err := localneo4j.JarsCached()
	if path, ok := localneo4j.FindMaven(); ok {
		check.OK = true
		check.Found = firstLine(ctx, path, "--version")
	} else if err == nil && cached {
		check.OK = true
		check.Found = "missing, but Neo4j is fetched already"
	}
	return check
}

func dockerCheck(ctx context.Context) Check {
	check := Check{Name: "docker", Found: "no engine answers", Advice: localneo4j.DockerAdvice}
	if version, err := localneo4j.DockerVersion(ctx); err == nil {
		check.OK = true
		check.Found = "engine " + version + ", image " + localneo4j.Image()
		if !localneo4j.ImagePresent(ctx, localneo4j.Image()) {
			check.Found += " (not fetched yet)"
		}
	}
	return check
}

// buildTools are needed to build the service, not to run it.
func buildTools(ctx context.Context) []Check {
	checks := []Check{
		tool(ctx, "go", leastGo, "version"),
		tool(ctx, "node", leastNode, "--version"),
		tool(ctx, "npm", leastNPM, "--version"),
	}
	for i := range checks {
		checks[i].Optional = true
		checks[i].Advice += "; only building from source needs it"
	}
	return checks
}

var versionNumber = regexp.MustCompile(`(\d+)\.(\d+)`)

func tool(ctx context.Context, name, least, flag string) Check {
	check := Check{Name: name, Found: "missing", Advice: fmt.Sprintf("install %s %s or later", name, least)}
	path, err := exec.LookPath(name)
	if err != nil {
		return check
	}
	check.Found = firstLine(ctx, path, flag)
	check.OK = newEnough(check.Found, least)
	return check
}

// newEnough takes the first version that a text names.
func newEnough(text, least string) bool {
	match := versionNumber.FindStringSubmatch(text)
	return match != nil && !strings.HasPrefix(text, doesNotRun) && atLeast(match[1], match[2], least)
}

// atLeast compares a version's first two numbers with those of least.
func atLeast(major, minor, least string) bool {
	wantMajor, wantMinor, _ := strings.Cut(least, ".")
	got, want := number(major), number(wantMajor)
	return got > want || got == want && number(minor) >= number(wantMinor)
}

func number(text string) int {
	n, _ := strconv.Atoi(text) // 0 for no number
	return n
}

var terminalCodes = regexp.MustCompile("\x1b\\[[0-9;]*m")

// doesNotRun begins what is found of a program that ends with an error.
const doesNotRun = "does not run: "

func firstLine(ctx context.Context, path string, args ...string) string {
	ctx, cancel := context.WithTimeout(ctx, toolLimit)
	defer cancel()
	output, err := exec.CommandContext(ctx, path, args...).Output()
	if err != nil {
		return doesNotRun + err.Error()
	}
	line, _, _ := strings.Cut(strings.TrimSpace(string(output)), "\n")
	return terminalCodes.ReplaceAllString(line, "")
}

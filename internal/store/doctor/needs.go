package doctor

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"

	"github.com/clustergraph/clustergraph/internal/store/localneo4j"
)

// The versions that are tested with; older ones count as missing.
const (
	leastGo     = "1.26"
	leastNode   = "20.19"
	leastNPM    = "9.0"
	leastPython = "3.11"
)

// Needs looks at all that the tests need, so that what is missing is told at once and before they
// begin.
func Needs(ctx context.Context) []Check {
	checks := []Check{
		tool(ctx, "go", leastGo, "version"),
		tool(ctx, "node", leastNode, "--version"),
		tool(ctx, "npm", leastNPM, "--version"),
	}
	checks = append(checks, testRuntimes(ctx)...)
	return append(checks, python(ctx), browser(ctx), fonts(ctx), cacheDisk(), memory())
}

// testRuntimes wants Maven also where Neo4j is fetched already: fetching is tested too.
func testRuntimes(ctx context.Context) []Check {
	java, maven, docker := javaCheck(ctx), mavenCheck(ctx), dockerCheck(ctx)
	if _, ok := localneo4j.FindMaven(); !ok {
		maven.OK, maven.Found = false, "missing"
	}
	needsJava, needsDocker := needed(localneo4j.RuntimeAuto, java.OK && maven.OK, docker.OK)
	java.Optional, maven.Optional, docker.Optional = !needsJava, !needsJava, !needsDocker
	if !docker.OK && needsJava {
		maven.Advice += "; instead of Java and Maven a Docker engine does too"
	}
	return []Check{java, maven, docker}
}

// whatPython asks Python for its version and for the modules that matter.
const whatPython = `import sys, importlib.util as u
print(sys.version.split()[0], *[m for m in ("networkx", "venv", "ensurepip") if u.find_spec(m)])`

// python needs networkx, or what it takes to install it into a virtual environment.
func python(ctx context.Context) Check {
	check := Check{
		Name: "python3", Found: "missing",
		Advice: fmt.Sprintf("install Python %s or later with its venv module, e.g. apt install python3 python3-venv, or brew install python", leastPython),
	}
	path, err := exec.LookPath("python3")
	if err != nil {
		return check
	}
	check.Found = firstLine(ctx, path, "-c", whatPython)
	modules := strings.Fields(check.Found)
	has := func(name string) bool { return slices.Contains(modules, name) }
	check.OK = newEnough(check.Found, leastPython) && (has("networkx") || has("venv") && has("ensurepip"))
	return check
}

// browser looks for the programs that web/e2e/browser.mjs takes, in that order. It is never missing
// unless one is named: where there is none, Playwright's installer fetches one.
func browser(ctx context.Context) Check {
	check := Check{Name: "browser", Optional: true}
	candidates := []string{"chromium", "chromium-browser", "google-chrome"}
	if named := os.Getenv("CHROMIUM"); named != "" {
		candidates, check.Optional = []string{named}, false
	}
	for _, name := range candidates {
		if path, err := exec.LookPath(name); err == nil {
			check.Found = firstLine(ctx, path, "--version")
			check.OK = !strings.HasPrefix(check.Found, doesNotRun)
		}
		if check.OK {
			return check
		}
	}
	check.Found = "none of " + strings.Join(candidates, ", ")
	check.Advice = "nothing to do where the network is there: Playwright's installer fetches Chromium before the tests begin; else install one, e.g. apt install chromium"
	if !check.Optional {
		check.Advice = "CHROMIUM names it: name one that is there, or unset it"
	}
	return check
}

// fonts are those that pages with Chinese names are drawn with; where there is no fontconfig the
// system brings them along.
func fonts(ctx context.Context) Check {
	check := Check{Name: "fonts", Optional: runtime.GOOS != "linux", Found: "none for Chinese", Advice: "install one, e.g. apt install fontconfig fonts-noto-cjk"}
	path, err := exec.LookPath("fc-list")
	if err != nil {
		check.OK = check.Optional
		check.Found = "fc-list is missing"
		return check
	}
	if found := firstLine(ctx, path, ":lang=zh", "family"); found != "" {
		check.OK, check.Found = !strings.HasPrefix(found, doesNotRun), found
	}
	return check
}

package localneo4j

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/clustergraph/clustergraph/internal/model/fault"
)

// About what the pinned versions come to; shown as "of about", and so that disk
// space can be judged beforehand.
const (
	aboutJars = 340
	aboutMB   = 140
)

const progressEvery = 2 * time.Second

// FindMaven returns the path of the mvn program.
func FindMaven() (string, bool) {
	path, err := exec.LookPath("mvn")
	return path, err == nil
}

// runMaven copies the jars that the pom in dir names to lib.
func runMaven(ctx context.Context, java Java, dir, lib string, progress io.Writer) error {
	mvn, ok := FindMaven()
	if !ok {
		return fault.New(fault.DatabaseUnavailable, "Maven (mvn) is missing, which fetches Neo4j once; %s", MavenAdvice)
	}
	cmd := exec.CommandContext(ctx, mvn, "-B", "dependency:copy-dependencies", "-DoutputDirectory="+lib, "-DincludeScope=runtime")
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "JAVA_HOME="+java.Home)
	output, err := cmd.StdoutPipe()
	if err != nil {
		return err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return fault.Wrap(fault.DatabaseUnavailable, err, "cannot run Maven")
	}
	problem := watchMaven(output, progress)
	if err := cmd.Wait(); err != nil {
		return mavenFailure(ctx, err, problem)
	}
	return nil
}

func mavenFailure(ctx context.Context, err error, problem string) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if problem != "" {
		err = errors.New(problem)
	}
	return fault.Wrap(fault.DatabaseUnavailable, err, "Maven could not fetch Neo4j %s; check the network, or the mirror in Maven's settings, and try again", Version)
}

var downloadedJar = regexp.MustCompile(`Downloaded .*\.jar \(([0-9.]+) ([kM]?)B`)

// watchMaven turns Maven's output into progress lines and returns its first error line.
func watchMaven(output io.Reader, progress io.Writer) (problem string) {
	jars, megabytes, next := 0, 0.0, time.Now()
	lines := bufio.NewScanner(output)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		line := lines.Text()
		if text, ok := strings.CutPrefix(line, "[ERROR] "); ok && problem == "" {
			problem = text
		}
		match := downloadedJar.FindStringSubmatch(line)
		if match == nil {
			continue
		}
		jars++
		megabytes += toMegabytes(match[1], match[2])
		if now := time.Now(); now.After(next) {
			fmt.Fprintf(progress, "Fetching Neo4j %s: %d of about %d jars, %.0f of about %d MB\n", Version, jars, aboutJars, megabytes, aboutMB)
			next = now.Add(progressEvery)
		}
	}
	// After an overlong line the rest is of no use to us, but Maven must not block on it.
	_, _ = io.Copy(io.Discard, output)
	return problem
}

func toMegabytes(number, unit string) float64 {
	n, _ := strconv.ParseFloat(number, 64) // digits and dots only; 0 when odd
	switch unit {
	case "M":
		return n
	case "k":
		return n / 1e3
	}
	return n / 1e6
}

// linkPlugins links the procedures' jars into the directory where Neo4j looks for plugins.
func linkPlugins(lib, plugins string) error {
	if err := os.Mkdir(plugins, 0o755); err != nil {
		return err
	}
	jars, err := filepath.Glob(filepath.Join(lib, "*-"+GDSVersion+".jar"))
	if err != nil {
		return err
	}
	for _, jar := range jars {
		if err := os.Link(jar, filepath.Join(plugins, filepath.Base(jar))); err != nil {
			return err
		}
	}
	return nil
}

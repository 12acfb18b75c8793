package localneo4j

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
)

//go:embed assets/pom.xml
var pomXML []byte

//go:embed assets/jars.json
var jarsJSON []byte

//go:embed assets/Launcher.java
var launcherJava []byte

// digest names content in file names.
func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:4])
}

/**
 * Manifests as byte ranges: how a large file of lines is cut into chunks and read back line by line in flat memory.
 * Knows bytes, offsets and UTF-8, and nothing of what a line says.
 * Anything that reads or cuts a manifest may depend on it; it depends on the JDK only.
 */
package dev.labelmill.core.manifest;

/**
 * What is compiled against the servers' own libraries and is loaded with them, in the isolated class loader.
 * Nothing may depend on it: {@link dev.labelmill.emulators.Emulators} makes its classes by name.
 */
package dev.labelmill.emulators.inside;

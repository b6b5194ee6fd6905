/**
 * Runs functions: as operating-system processes behind Lambda's runtime API, or in this JVM.
 * Event sources and the command line may depend on it; it knows no event's form.
 */
package dev.labelmill.local.cloud.runtime;

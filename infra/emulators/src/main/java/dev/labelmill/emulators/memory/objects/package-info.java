/** S3 in memory, as far as the functions use it, for tests that gain nothing by a server; held against one by a test. */
package dev.labelmill.emulators.memory.objects;

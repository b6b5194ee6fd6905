/**
 * How work is handed to vendors that may not answer: when a failed attempt is made again, and when a vendor is left alone for a
 * while. Depends on draws only.
 */
package dev.labelmill.core.delivery;

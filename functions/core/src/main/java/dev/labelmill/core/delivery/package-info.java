/**
 * How work is handed to vendors that may not answer: when a failed attempt is made again, when a vendor is left alone for a
 * while, and how long its labels take to come. Depends on draws only.
 */
package dev.labelmill.core.delivery;

/**
 * The local web page's server: what it answers, to whom, and its files.
 * The command line alone may depend on it; it depends on the dashboards, the views, the local cloud's wire and the JDK's HTTP server.
 */
package dev.labelmill.local.web;

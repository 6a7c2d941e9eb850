// Everything of the page's JavaScript that loads when the first run is on the screen: one file for the browser to fetch.
import "../editor/editor";
import "./link";
import "./programs";

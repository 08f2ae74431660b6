export const planets = ["Mercury", "Venus", "Earth", "Mars"];
